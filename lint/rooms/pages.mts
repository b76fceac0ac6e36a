import { type Room } from './room.mts';

const pages = 'pages see pure domain functions, texts and types';
const page = `${pages}: a page sees what pages share, and no other page`;

/** What runs in a browser. */
export const pageRooms: readonly Room[] = [
  {
    path: 'app/pages/shared/api',
    sees: [
      'app/client',
      'app/domain/model/local-time.ts',
      'app/domain/model/provider-staff.ts',
      'app/domain/model/told-apart.ts',
      'app/live',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals'],
    why: `${pages}: api is how they reach the server`,
  },
  {
    path: 'app/pages/shared/look',
    sees: ['app/pages/shared/api', 'app/texts'],
    seesTypesOf: ['app/domain/model', 'app/wire'],
    packages: ['@preact/signals', 'preact', 'uqr'],
    why: `${pages}: look is what they look like`,
  },
  {
    path: 'app/pages/shared/devices',
    sees: [
      'app/domain/model/told-apart.ts',
      'app/pages/shared/api',
      'app/pages/shared/look',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: `${pages}: what several pages tell staff about the branch's devices`,
  },
  {
    path: 'app/pages/admin',
    sees: [
      'app/domain/model',
      'app/pages/shared/api',
      'app/pages/shared/look',
      'app/reports/workbook',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'fflate', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/advisor',
    sees: [
      'app/client',
      'app/domain/model',
      'app/domain/views',
      'app/pages/shared/api',
      'app/pages/shared/look',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/display',
    sees: ['app/pages/shared/api', 'app/pages/shared/look', 'app/texts'],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/kiosk/print',
    sees: ['app/pages/shared/api', 'app/pages/shared/look', 'app/paper'],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/kiosk',
    sees: [
      'app/domain/model',
      'app/pages/kiosk/print',
      'app/pages/shared/api',
      'app/pages/shared/look',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/reception',
    sees: [
      'app/domain/model',
      'app/pages/shared/api',
      'app/pages/shared/devices',
      'app/pages/shared/look',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/sign-in',
    sees: ['app/pages/shared/api', 'app/pages/shared/look', 'app/texts'],
    seesTypesOf: ['app/wire'],
    packages: ['preact'],
    why: page,
  },
  {
    path: 'app/pages/supervisor',
    sees: [
      'app/domain/fold',
      'app/domain/line/target.ts',
      'app/domain/line/wish.ts',
      'app/domain/model',
      'app/domain/predict',
      'app/domain/views',
      'app/pages/shared/api',
      'app/pages/shared/devices',
      'app/pages/shared/look',
      'app/texts',
    ],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
  {
    path: 'app/pages/ticket',
    sees: ['app/domain/model', 'app/pages/shared/api', 'app/pages/shared/look', 'app/texts'],
    seesTypesOf: ['app/wire'],
    packages: ['@preact/signals', 'preact'],
    why: page,
  },
];
