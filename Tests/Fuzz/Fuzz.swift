import Glibc

/// The fuzz targets by name; `RAVINE_FUZZER` selects one.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "formula": fuzzFormula,
  "rule": fuzzRule,
  "scenario": fuzzScenario,
  "config": fuzzConfiguration,
  "line": fuzzCommandLine,
  "keys": fuzzKeys,
  "merge": fuzzMapMerge,
  "landscape": fuzzLandscape,
  "hdf5": fuzzHDF5,
  "channel": fuzzHDF5Channel,
]

let targetName = getenv("RAVINE_FUZZER").map { String(cString: $0) } ?? ""

private let target: @Sendable ([UInt8]) -> Void = {
  guard let target = targets[targetName] else {
    fatalError("RAVINE_FUZZER is “\(targetName)”; it must be one of \(targets.keys.sorted())")
  }
  return target
}()

/// The entry point that libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// Replaces libFuzzer's `main`, because SwiftPM renames the `main` of every executable.
///
/// With `RAVINE_THOROUGH=N` the targets of formulas and rules parse N thousand generated texts
/// instead, from the seed in `RAVINE_SEED`: faster than libFuzzer, because no coverage is recorded.
@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  if let thousands = number("RAVINE_THOROUGH") {
    let seed = UInt64(number("RAVINE_SEED") ?? 42)
    if targetName == "rule" {
      fuzzGeneratedRules(1000 * thousands, seed: seed)
    } else {
      fuzzGeneratedFormulas(1000 * thousands, seed: seed)
    }
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

/// Traps if the condition is false, so libFuzzer reports the current input.
func require(_ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String) {
  guard condition() else { fatalError(message()) }
}

/// Whether a text contains no character that controls a terminal.
func isPrintable(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: scalar == "\n"
    case .format: scalar.value == 0x200D || scalar.value == 0xAD
    default: true
    }
  }
}
