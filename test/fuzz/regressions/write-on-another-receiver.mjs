const o = { run: process.stdout.write, a: 1 };
o.run("x");
