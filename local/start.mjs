/** Starts the one-machine installation, or says in one sentence that this Node is too old to read its sources. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major >= 24 || (major === 22 && minor >= 18)) {
  await import('./start.ts');
} else {
  console.error(
    `duban: Node ${process.versions.node} is too old; use 'npm start', which brings the Node locked with this project, or install Node 24.`,
  );
  process.exitCode = 1;
}
