import { awscdk } from 'projen';

/** `assets/app/` is the only bridge between the two halves: the app is bundled into it and a construct picks it up by path. */
export function appBuild(project: awscdk.AwsCdkConstructLibrary) {
  const build = project.addTask('build:app', {
    description: 'Bundles the app (esbuild) and its pages (vite) into assets/app/',
    exec: 'tsx src/local/build/build.ts',
    receiveArgs: true,
  });
  project.preCompileTask.spawn(build);
}
