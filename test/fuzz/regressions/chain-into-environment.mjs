const o = { SECRET: 1 };
console.log(process.env?.SECRET);
