public import Foundation
import Glibc

/// The path of `ravine` in the build directory of the tests.
public let ravinePath: String = {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink("/proc/self/exe", &buffer, buffer.count)
  let path = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
  let folder = path.prefix(upTo: path.lastIndex(of: UInt8(ascii: "/")) ?? 0)
  return String(decoding: folder, as: UTF8.self) + "/ravine"
}()

extension Pty {
  /// Starts the full-screen program, and waits for its first frame.
  ///
  /// - Throws: `TerminalTestError` if the program does not start or prints nothing.
  public static func launchRavine(
    _ arguments: [String] = [], rows: Int = 24, columns: Int = 80,
    environment: [String: String?] = [:]
  ) throws -> Pty {
    let program = try Pty(
      [TestSupport.ravinePath] + arguments, rows: rows, columns: columns, environment: environment)
    guard program.waitForFrame() else {
      throw TerminalTestError(description: "ravine draws no frame")
    }
    return program
  }

  /// Waits for the first frame of a full screen of at least 60 columns; false after a timeout.
  public func waitForFrame() -> Bool {
    // The header contains this word.
    let word = Array("evals".utf8)
    guard read(within: 20, until: { $0.contains(word) }) else { return false }
    // The rest of the frame.
    read(for: 0.2)
    return true
  }

  /// Sends keys, and waits until the program has processed them: ^L follows, and repaints.
  ///
  /// - Throws: `TerminalTestError` after a timeout.
  public func press(_ keys: String) throws {
    let start = output.count
    send(keys + "\u{C}")
    guard read(within: 60, until: { $0[start...].contains(screenClearing) }) else {
      throw TerminalTestError(description: "ravine does not process “\(keys)”")
    }
  }

  /// Sends input and waits until the program has processed it; false after 60 s without progress.
  ///
  /// ^L follows every 256 bytes, and the repaint confirms that the program has processed them.
  /// Output is discarded.
  public func typeAndWait(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard sendAndWait(rest.prefix(256)) else { return false }
      rest = rest.dropFirst(256)
    }
    return true
  }

  /// Sends input followed by ^L, and waits for the repaint; false after 60 s.
  ///
  /// Output is discarded.
  public func sendAndWait(_ bytes: some Sequence<UInt8>) -> Bool {
    discardOutput()
    send(bytes + [0x0C])
    return read(within: 60, until: { $0.contains(screenClearing) })
  }
}

/// The sequence with which an xterm clears the screen.
private let screenClearing = Array("\u{1B}[2J".utf8)

extension Pty {
  /// The child processes of the program.
  public var children: [pid_t] {
    guard let text = firstLine(of: "/proc/\(process)/task/\(process)/children") else { return [] }
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// The resident memory of the program, in bytes.
  public var residentMemory: Int { memoryPages(1) * sysconf(Int32(_SC_PAGESIZE)) }

  /// The resident memory that is not the content of the program or of a library, in bytes.
  public var anonymousMemory: Int {
    (memoryPages(1) - memoryPages(2)) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Returns a number of pages of `/proc/PID/statm`; 0 if the program has ended.
  private func memoryPages(_ index: Int) -> Int {
    let fields = firstLine(of: "/proc/\(process)/statm")?.split(separator: " ") ?? []
    return fields.indices.contains(index) ? Int(fields[index]) ?? 0 : 0
  }
}

extension Pty {
  /// The number of arenas of glibc's allocator besides the main arena.
  ///
  /// Each begins at a multiple of 64 MB, with a writable part and a reserved part that fill 64 MB.
  public var extraArenas: Int {
    let arenaSize = 64 << 20
    let maps = (try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)) ?? ""
    let regions = maps.split(separator: "\n").map { line in
      let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { Int($0, radix: 16) }
      return (start: bounds.first ?? 0, end: bounds.last ?? 0)
    }
    return zip(regions, regions.dropFirst()).count { used, reserved in
      used.start % arenaSize == 0 && used.end == reserved.start
        && reserved.end - used.start == arenaSize
    }
  }
}

/// Whether a process exists and is not a zombie.
public func isAlive(_ process: pid_t) -> Bool {
  guard let text = firstLine(of: "/proc/\(process)/stat"), let name = text.lastIndex(of: ")") else {
    return false
  }
  return !["Z", "X"].contains(text[name...].dropFirst(2).prefix(1))
}

/// Returns the first line of a file in `/proc`; nil if it cannot be read.
func firstLine(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 1024)
  guard fgets(&line, Int32(line.count), file) != nil else { return nil }
  return String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
