/// An operation of a formula on one, two or three operands.
///
/// The raw value is the operator or function name in a formula; those with “…” are internal.
enum Operation: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  /// A power with an integer exponent, stored in the instruction.
  case integerPower = "^…"
  /// An operation whose second operand is a number stored in the instruction.
  case addImmediate = "+…"
  case subtractImmediate = "−…"
  case multiplyImmediate = "*…"
  case divideImmediate = "/…"
  case negate = "-…"
  case less = "<"
  case lessOrEqual = "<="
  case equal = "=="
  case and
  case or
  /// The second operand where the first is not zero, otherwise the third.
  case select = "if"
  case min, max
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
  case asinh, acosh, atanh, atan2
  case exp, expm1, log, log10, log1p, sqrt, abs, sign, floor, sigmoid, softplus, logcosh, erf
  /// ln(exp(a) + exp(b)).
  case logaddexp
  /// √(a² + b²).
  case hypot
  /// a/b, and 0 where both are 0.
  case ratio
  /// jₙ(a)/aⁿ with the spherical Bessel function jₙ; sin(a)/a for n = 0.
  ///
  /// The integer n is a number in a graph, and stored in the instruction of a program.
  case sinc

  /// Whether swapping the two operands keeps the value and the derivative bit for bit.
  ///
  /// False for min and max, which return the first operand if the second is NaN.
  var isCommutative: Bool { self == .add || self == .multiply }

  /// The form with a number as second operand; nil if there is no such form.
  var immediateForm: Operation? {
    switch self {
    case .add: .addImmediate
    case .subtract: .subtractImmediate
    case .multiply: .multiplyImmediate
    case .divide: .divideImmediate
    default: nil
    }
  }
}

/// An instruction of a program: an operation on registers.
struct Instruction: Sendable {
  var operation: Operation
  /// The register of the result.
  var destination: Int32
  /// The register of the first operand.
  var a: Int32
  /// The register of the second operand; for `.integerPower` and `.sinc`, the integer.
  var b: Int32 = 0
  /// The register of the third operand.
  var c: Int32 = 0
  /// The second operand of an immediate form.
  var immediate: Double = 0

  /// Executes the instruction.
  ///
  /// Each case reads only its own operands, since loading lanes is most of the work.
  @inline(__always)
  func execute<N: Number>(_ registers: UnsafeMutableBufferPointer<N>) {
    var a: N { registers[Int(self.a)] }
    var b: N { registers[Int(self.b)] }
    // A computed property writes to the register directly and avoids a copy of the lanes.
    var result: N {
      get { registers[Int(destination)] }
      set { registers[Int(destination)] = newValue }
    }
    switch operation {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide: result = a / b
    case .power: result = N.pow(a, b)
    case .integerPower: result = N.pow(a, Int(self.b))
    case .addImmediate: result = a + N(immediate)
    case .subtractImmediate: result = a - N(immediate)
    case .multiplyImmediate: result = a * N(immediate)
    case .divideImmediate: result = a / N(immediate)
    case .negate: result = -a
    case .less: result = N.select(a < b, 1, 0)
    case .lessOrEqual: result = N.select(a < b, 1, isEqual(a, b))
    case .equal: result = isEqual(a, b)
    case .and: result = isTrue(a) * isTrue(b)
    case .or: result = N.max(isTrue(a), isTrue(b))
    case .select:
      result = N.select(a < 0, b, N.select(0 < a, b, registers[Int(c)]))
    case .min: result = N.min(a, b)
    case .max: result = N.max(a, b)
    case .sin: result = N.sin(a)
    case .cos: result = N.cos(a)
    case .tan: result = N.tan(a)
    case .asin: result = N.asin(a)
    case .acos: result = N.acos(a)
    case .atan: result = N.atan(a)
    case .sinh: result = N.sinh(a)
    case .cosh: result = N.cosh(a)
    case .tanh: result = N.tanh(a)
    case .exp: result = N.exp(a)
    case .log: result = N.log(a)
    case .log10: result = N.log(a) / 2.302585092994046
    case .sqrt: result = N.sqrt(a)
    case .abs: result = N.abs(a)
    case .sign: result = N.sign(a)
    case .softplus: result = N.softplus(a)
    case .logcosh: result = N.logCosh(a)
    case .asinh: result = N.asinh(a)
    case .acosh: result = N.acosh(a)
    case .atanh: result = N.atanh(a)
    case .atan2: result = N.atan2(a, b)
    case .expm1: result = N.expm1(a)
    case .log1p: result = N.log1p(a)
    case .floor: result = N.floor(a)
    case .sigmoid: result = N.sigmoid(a)
    case .erf: result = N.erf(a)
    case .logaddexp: result = N.max(a, b) + N.softplus(-N.abs(a - b))
    case .hypot: result = N.hypot(a, b)
    case .ratio: result = ratioOf(a, b)
    case .sinc: result = sincOf(a, order: Int(self.b))
    }
  }
}

/// Returns a/b, and 0 if both are 0.
private func ratioOf<N: Number>(_ a: N, _ b: N) -> N {
  let least = N(Double.leastNonzeroMagnitude)
  let quotient = a / b
  return N.select(N.abs(a) < least, N.select(N.abs(b) < least, 0, quotient), quotient)
}

/// Returns jₙ(x)/xⁿ for the order n from 0 to 8.
///
/// Small arguments use the series Σ (−x²/2)ᵏ/(k!·(2n + 2k + 1)!!), others the recurrence of jₙ,
/// which is accurate for x > n.
private func sincOf<N: Number>(_ x: N, order: Int) -> N {
  let sinc = N.select(N.abs(x) < N(Double.leastNonzeroMagnitude), 1, N.sin(x) / x)
  guard order > 0 else { return sinc }
  let square = x * x
  var series: N = 1
  for k in (1...24).reversed() {
    series = 1 - (square * series) / N(Double(2 * k * (2 * order + 2 * k + 1)))
  }
  for n in 1...order { series = series / N(Double(2 * n + 1)) }
  var (previous, current) = (N.cos(x), sinc)
  for n in 0..<order {
    (previous, current) = (current, (N(Double(2 * n + 1)) * current - previous) / square)
  }
  return N.select(N.abs(x) < N(Double(order + 2)), series, current)
}

/// Returns 0 for zero and NaN, otherwise 1.
private func isTrue<N: Number>(_ a: N) -> N { N.select(a < 0, 1, N.select(0 < a, 1, 0)) }
