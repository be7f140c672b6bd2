[1].forEach([].push, Error);
