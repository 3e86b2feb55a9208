import Glibc

/// What is fed with the fuzzer's bytes; `RAVINE_FUZZER` names one.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "formula": readFormula,
  "scenario": readScenario,
  "config": readConfiguration,
  "line": typeLine,
  "keys": decodeKeys,
  "merge": mergeShares,
]

let targetName = getenv("RAVINE_FUZZER").map { String(cString: $0) } ?? ""

private let target: @Sendable ([UInt8]) -> Void = {
  guard let target = targets[targetName] else {
    fatalError("RAVINE_FUZZER is “\(targetName)”; it takes \(targets.keys.sorted())")
  }
  return target
}()

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// The package gives every executable's `main` a name of its own, and so hides libFuzzer's.
///
/// With `RAVINE_FORMULAS` it feeds so many of the grammar's own formulas instead, which `RAVINE_SEED`
/// decides: more of them a second, since nobody remembers which ways they took.
@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  if let inputs = number("RAVINE_FORMULAS") {
    feedFormulas(inputs, seed: UInt64(number("RAVINE_SEED") ?? 42))
    return 0
  }
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, fuzz)
}

private func number(_ variable: String) -> Int? {
  getenv(variable).flatMap { Int(String(cString: $0)) }.flatMap { $0 < 0 ? nil : $0 }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ fuzz: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Ends the fuzzing with this input as the finding.
func demand(_ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String) {
  guard condition() else { fatalError(message()) }
}

/// Whether nothing in a text could steer a terminal.
func isHarmless(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: scalar == "\n"
    case .format: scalar.value == 0x200D || scalar.value == 0xAD
    default: true
    }
  }
}
