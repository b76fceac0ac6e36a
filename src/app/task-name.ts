/** How long the ECS agent may take to answer, in ms. A random name is good enough after that. */
const PATIENCE_MS = 2_000;

/** A configuration that may know where the ECS agent says which task this is. */
interface Named {
  readonly instance: string;
  readonly taskMetadata?: string;
}

/**
 * The configuration with the task's id as the instance's name, so that lines of the log lead to the
 * task. Outside ECS, or when the agent does not answer, the name stays what it is.
 */
export async function namedAfterTask<T extends Named>(config: T): Promise<T> {
  if (config.taskMetadata === undefined) return config;
  const instance = await taskId(config.taskMetadata).catch(() => undefined); // only a name
  return instance === undefined ? config : { ...config, instance };
}

/** The last part of the task's ARN. */
async function taskId(metadata: string): Promise<string | undefined> {
  const response = await fetch(`${metadata}/task`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const { TaskARN: arn } = (await response.json()) as { readonly TaskARN?: unknown };
  const id = typeof arn === 'string' ? arn.split('/').at(-1) : undefined;
  return id !== undefined && /^[\w-]{8,64}$/.test(id) ? id : undefined;
}
