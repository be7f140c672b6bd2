Map = (x) => x;
