const o = (x) => x;
try {
  Date.parse(2, Object.entries(Error, Number.isNaN(), Math.floor()));
} catch {}
