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

private let target: @Sendable ([UInt8]) -> Void = {
  let name = getenv("RAVINE_FUZZER").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    fatalError("RAVINE_FUZZER is “\(name)”; it takes \(targets.keys.sorted())")
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
@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, fuzz)
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
