[1].forEach([].push, Number);
