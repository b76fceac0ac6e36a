/**
 * No circles, of types no more than of values: neither between files nor between folders. Who may
 * import whom is in lint/rooms/.
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circle-of-files',
      severity: 'error',
      comment: 'two files that need each other are one file, or share a third',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      comment: 'move the shared part to the lower folder',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|tsconfig' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
