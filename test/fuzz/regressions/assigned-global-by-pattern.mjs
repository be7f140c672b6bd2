[String] = [(x) => x];
