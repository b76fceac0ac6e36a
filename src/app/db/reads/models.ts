import { Knex } from 'knex';
import { Model, ModelClass, RelationMappings } from 'objection';
import { DeviceKind, Role } from '../../domain/model/actor';
import { FactType } from '../../domain/model/events';
import { Outcomes } from '../../domain/model/queue';
import { QueueIcon } from '../../domain/model/queue-icons';

/**
 * The configuration as objection models: branches with their queues and counters, staff with the
 * queues they serve, devices, webhooks.
 */

class BranchModel extends Model {
  static override tableName = 'branches';
  static override get relationMappings(): RelationMappings {
    return {
      queues: {
        relation: Model.HasManyRelation,
        modelClass: QueueModel,
        join: { from: 'branches.id', to: 'queues.branch_id' },
      },
      counters: {
        relation: Model.HasManyRelation,
        modelClass: CounterModel,
        join: { from: 'branches.id', to: 'counters.branch_id' },
      },
      devices: {
        relation: Model.HasManyRelation,
        modelClass: DeviceModel,
        join: { from: 'branches.id', to: 'devices.branch_id' },
      },
    };
  }

  id!: string;
  name!: string;
  queues?: QueueModel[];
  counters?: CounterModel[];
}

class QueueModel extends Model {
  static override tableName = 'queues';
  static override idColumn = ['branch_id', 'id'];
  branch_id!: string;
  id!: string;
  prefix!: string;
  names!: { es: string; en: string };
  hints!: { es: string; en: string };
  priority!: number;
  target_minutes!: number;
  average_minutes!: number;
  open!: boolean;
  outcomes!: Outcomes | null;
  icon!: QueueIcon | '' | null;
  group_names!: { es: string; en: string } | null;
}

class CounterModel extends Model {
  static override tableName = 'counters';
  static override idColumn = ['branch_id', 'id'];
  branch_id!: string;
  id!: string;
  label!: string;
}

class StaffModel extends Model {
  static override tableName = 'staff';
  static override get relationMappings(): RelationMappings {
    return {
      serves: {
        relation: Model.HasManyRelation,
        modelClass: StaffQueuesModel,
        join: { from: 'staff.id', to: 'staff_queues.staff_id' },
      },
    };
  }

  id!: string;
  username!: string;
  first_name!: string;
  password_hash!: string | null;
  role!: Role;
  branches!: string[] | null;
  active!: boolean;
  serves?: StaffQueuesModel[];
}

class StaffQueuesModel extends Model {
  static override tableName = 'staff_queues';
  static override idColumn = ['staff_id', 'branch_id'];
  staff_id!: string;
  branch_id!: string;
  queues!: string[];
}

class DeviceModel extends Model {
  static override tableName = 'devices';
  id!: string;
  kind!: DeviceKind;
  branch_id!: string;
  label!: string;
  code_hash!: string | null;
  code_expires_at!: number | null;
  revoked!: boolean;
}

class WebhookModel extends Model {
  static override tableName = 'webhooks';
  static override get relationMappings(): RelationMappings {
    return {
      subscription: {
        relation: Model.BelongsToOneRelation,
        modelClass: SubscriptionModel,
        join: { from: 'webhooks.id', to: 'subscriptions.id' },
      },
    };
  }

  id!: string;
  url!: string;
  secret!: string;
  subscription?: SubscriptionModel;
}

class SubscriptionModel extends Model {
  static override tableName = 'subscriptions';
  id!: string;
  branch_id!: string | null;
  types!: FactType[];
  active!: boolean;
}

/** The models, bound to one database and not global, so that tests may open several. */
export function bindModels(knex: Knex) {
  const bound = <M extends ModelClass<Model>>(model: M) => model.bindKnex(knex) as M;
  return {
    Branch: bound(BranchModel),
    Queue: bound(QueueModel),
    Counter: bound(CounterModel),
    Staff: bound(StaffModel),
    Device: bound(DeviceModel),
    Webhook: bound(WebhookModel),
  };
}
export type Models = ReturnType<typeof bindModels>;
