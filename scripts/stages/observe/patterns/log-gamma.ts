/** Logarithm of the gamma function for a positive number, by Stirling's series after shifting it above eight (error below 1e-10). */
export function logGamma(value: number): number {
  let shift = 0;
  let x = value;
  if (x < 8) {
    let product = 1;
    for (; x < 8; x++) product *= x;
    shift = Math.log(product);
  }
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.918938533204672742 + series - shift;
}
