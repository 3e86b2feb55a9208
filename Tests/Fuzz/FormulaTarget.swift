import Engine
import Glibc
import Vectors

/// Parses the bytes as a formula.
///
/// A valid formula has the same bits on lanes as on scalars, and the same values after its text is
/// parsed again. An error has an offset within the formula, and its repaired formula parses.
func fuzzFormula(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  statistics.inputs += 1
  do throws(FormulaError) {
    let start = threadSeconds()
    let formula = try Formula(text, parameters: parameters)
    let surface = formula.surface
    let symbolic = formula.symbolicDerivatives
    statistics.formulas += 1
    statistics.parsing.record(threadSeconds() - start, text)
    requireSameBits(surface, text)
    for part in [
      symbolic.value, symbolic.dx, symbolic.dy, symbolic.dxx, symbolic.dxy, symbolic.dyy,
    ] {
      require(isPrintable(part), "a formula contains control characters")
    }
    // Parsing again takes by far the longest, so only every 16th formula is parsed again.
    guard statistics.formulas.isMultiple(of: 16) else { return }
    requireRoundTrip(symbolic.value, text) { surface.value($0) }
    requireRoundTrip(symbolic.dx, text) { surface.gradient($0).x }
    requireRoundTrip(symbolic.dxy, text) { surface.hessian($0).xy }
  } catch {
    require((0...text.count).contains(error.offset), "an error offset is outside the formula")
    require(isPrintable(error.caretText), "an error contains control characters")
    require(error.caretText.count < 400, "an error is too long")
    if let repaired = error.repaired {
      require(
        (try? Formula(repaired, parameters: parameters)) != nil,
        "cannot parse the repaired formula \(repaired.debugDescription)")
    }
  }
}

private let parameters = ["a": 2, "k": -0.5]

/// Enough points to fill lanes of any width: ordinary points first, then extreme values.
private let points: [Point<Double>] = [
  Point(1.5, -2), Point(-0.3, 0.7), Point(2, 1), Point(-1, -1), Point(0.1, 30), Point(0, 0),
  Point(-0.0, 1), Point(1e200, -1e-200), Point(-1e300, 1e300), Point(.nan, .infinity),
  Point(-.infinity, 0), Point(.leastNonzeroMagnitude, -.leastNonzeroMagnitude), Point(710, -745),
  Point(1e9, 0x1p53),
  Point(.greatestFiniteMagnitude, 1), Point(-0.5, .nan),
]

private func requireSameBits(_ surface: FormulaSurface, _ text: String) {
  for first in stride(from: 0, to: points.count, by: Lanes.count) {
    requireSameBits(surface, points[first..<min(first + Lanes.count, points.count)], text)
  }
}

private func requireSameBits(
  _ surface: FormulaSurface, _ points: ArraySlice<Point<Double>>, _ text: String
) {
  var lanes = Point<Lanes>(0, 0)
  for (lane, point) in points.enumerated() {
    lanes.x[lane] = point.x
    lanes.y[lane] = point.y
  }
  let start = threadSeconds()
  let value = surface.value(lanes)
  let gradient = surface.gradient(lanes)
  for (lane, point) in points.enumerated() {
    let scalar = (value: surface.value(point), gradient: surface.gradient(point))
    _ = surface.hessian(point)
    require(
      same(value[lane], scalar.value) && same(gradient.x[lane], scalar.gradient.x)
        && same(gradient.y[lane], scalar.gradient.y),
      "the bits on lanes differ from the scalar's at \(point): \(text.debugDescription)")
  }
  statistics.evaluation.record(threadSeconds() - start, text)
}

/// Texts of more than 400 characters are skipped: they may exceed the nesting limit.
private func requireRoundTrip(
  _ part: String, _ text: String, _ value: (Point<Double>) -> Double
) {
  guard part.count <= 400 else { return }
  guard let parsed = try? Formula(part, parameters: parameters).surface else {
    fatalError("cannot parse \(part.debugDescription) of \(text.debugDescription)")
  }
  for point in points.prefix(5) {
    let (found, expected) = (parsed.value(point), value(point))
    require(
      found == expected || found.isNaN && expected.isNaN,
      """
      \(found) instead of \(expected) at \(point) after parsing \(part.debugDescription) of \
      \(text.debugDescription)
      """)
  }
}

func same(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
}

// MARK: - Statistics

/// Counts of inputs and the longest times of parsing and evaluation.
struct FormulaStatistics {
  var inputs = 0
  var formulas = 0
  var parsing = Longest()
  var evaluation = Longest()

  struct Longest {
    var seconds = 0.0
    var text = ""

    mutating func record(_ seconds: Double, _ text: String) {
      if seconds > self.seconds { (self.seconds, self.text) = (seconds, text) }
    }

    var summary: String { "\((seconds * 1e6).rounded() / 1e3) ms: \(text.debugDescription)" }
  }

  var summary: String {
    """
    \(inputs) inputs, \(formulas) formulas, \(inputs - formulas) rejected
    longest parsing, \(parsing.summary)
    longest evaluation at \(points.count) points, on scalars and lanes, \(evaluation.summary)
    """
  }
}

nonisolated(unsafe) var statistics: FormulaStatistics = {
  atexit { print(statistics.summary) }
  return FormulaStatistics()
}()

/// CPU time of this thread, in seconds.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}
