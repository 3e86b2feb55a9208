import Engine
import Glibc

/// A formula is read or refused with a place in it; one that is read has the same bits on lanes as
/// on scalars, and the same values when its text is read again.
func readFormula(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  account.inputs += 1
  do throws(FormulaError) {
    let begun = seconds()
    let formula = try Formula(text, parameters: parameters)
    let surface = formula.surface
    let written = formula.written
    account.formulas += 1
    account.reading.take(seconds() - begun, text)
    demandSameBits(surface, text)
    for part in [written.height, written.dx, written.dy, written.dxx, written.dxy, written.dyy] {
      demand(isHarmless(part), "a formula that steers terminals")
    }
    // Reading again takes longest by far, and one of many shows what all do.
    guard account.formulas.isMultiple(of: 16) else { return }
    demandReadsBack(written.height, text) { surface.height($0) }
    demandReadsBack(written.dx, text) { surface.slope($0).x }
    demandReadsBack(written.dxy, text) { surface.curvature($0).xy }
  } catch {
    demand((0...text.count).contains(error.offset), "an error outside the formula")
    demand(isHarmless(error.caretText), "an error that steers terminals")
    demand(error.caretText.count < 400, "an endless error")
  }
}

private let parameters = ["a": 2, "k": -0.5]

/// As many as fill lanes of any width: ordinary ones first, then what is hard to bear.
private let points: [Point<Double>] = [
  Point(1.5, -2), Point(-0.3, 0.7), Point(2, 1), Point(-1, -1), Point(0.1, 30), Point(0, 0),
  Point(-0.0, 1), Point(1e200, -1e-200), Point(-1e300, 1e300), Point(.nan, .infinity),
  Point(-.infinity, 0), Point(.leastNonzeroMagnitude, -.leastNonzeroMagnitude), Point(710, -745),
  Point(1e9, 0x1p53),
  Point(.greatestFiniteMagnitude, 1), Point(-0.5, .nan),
]

private func demandSameBits(_ surface: FormulaSurface, _ text: String) {
  for first in stride(from: 0, to: points.count, by: Lanes.count) {
    demandSameBits(surface, points[first..<min(first + Lanes.count, points.count)], text)
  }
}

private func demandSameBits(
  _ surface: FormulaSurface, _ points: ArraySlice<Point<Double>>, _ text: String
) {
  var lanes = Point<Lanes>(0, 0)
  for (lane, point) in points.enumerated() {
    lanes.x[lane] = point.x
    lanes.y[lane] = point.y
  }
  let begun = seconds()
  let height = surface.height(lanes)
  let slope = surface.slope(lanes)
  for (lane, point) in points.enumerated() {
    let alone = (height: surface.height(point), slope: surface.slope(point))
    _ = surface.curvature(point)
    demand(
      same(height[lane], alone.height) && same(slope.x[lane], alone.slope.x)
        && same(slope.y[lane], alone.slope.y),
      "other bits on lanes than alone at \(point): \(text.debugDescription)")
  }
  account.evaluation.take(seconds() - begun, text)
}

/// Texts of more than 400 characters are not read again: they may be nested too deep.
private func demandReadsBack(
  _ part: String, _ text: String, _ value: (Point<Double>) -> Double
) {
  guard part.count <= 400 else { return }
  guard let again = try? Formula(part, parameters: parameters).surface else {
    fatalError("not read again: \(part.debugDescription) of \(text.debugDescription)")
  }
  for point in points.prefix(5) {
    let (given, wanted) = (again.height(point), value(point))
    demand(
      given == wanted || given.isNaN && wanted.isNaN,
      """
      \(given) in place of \(wanted) at \(point) when read again: \(part.debugDescription) of \
      \(text.debugDescription)
      """)
  }
}

private func same(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
}

// MARK: - What it came to

struct Account {
  var inputs = 0
  var formulas = 0
  var reading = Longest()
  var evaluation = Longest()

  struct Longest {
    var seconds = 0.0
    var text = ""

    mutating func take(_ seconds: Double, _ text: String) {
      if seconds > self.seconds { (self.seconds, self.text) = (seconds, text) }
    }

    var told: String { "\((seconds * 1e6).rounded() / 1e3) ms: \(text.debugDescription)" }
  }

  var told: String {
    """
    \(inputs) inputs, \(formulas) formulas, \(inputs - formulas) refused
    longest reading, \(reading.told)
    longest evaluation at \(points.count) points, alone and on lanes, \(evaluation.told)
    """
  }
}

nonisolated(unsafe) var account: Account = {
  atexit { print(account.told) }
  return Account()
}()

/// Of this thread's own work, whatever else the machine does.
private func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}
