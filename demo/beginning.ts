// Imported before all else: on a busy machine it takes seconds until the rest is loaded.
process.stdout.write("npm run demo: the first of its steps takes the longest, up to half a minute on a busy machine\n");
