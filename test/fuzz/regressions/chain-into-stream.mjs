const o = { connect: 1 };
process.stdout?.connect(80);
