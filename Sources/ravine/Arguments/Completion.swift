import ArgumentParser
import Engine
import Glibc

/// What the shell is told when somebody presses its completion key.
///
/// Asked for at that moment, so that a lesson or surface that comes with a new version is known.
extension CompletionKind {
  /// Lessons by id, and files with lessons.
  static let lesson = CompletionKind.custom { _, _, typed in Lessons.ids + lessonPaths(typed) }

  static let surface = CompletionKind.custom { _, _, _ in Catalog.surfaces.map(\.info.id) }

  /// What `show` describes.
  static let name = CompletionKind.custom { _, _, typed in
    Lessons.ids + Catalog.surfaces.map(\.info.id) + Catalog.optimizers.map(\.info.id)
      + lessonPaths(typed)
  }

  /// `gd,usam`, or `sam:rho=`: what may follow the last comma or colon.
  static let optimizers = CompletionKind.custom { _, _, typed in
    let before = typed.lastIndex { $0 == "," || $0 == ":" }.map { typed[...$0] } ?? ""
    guard let colon = typed.firstIndex(of: ":") else {
      return Catalog.optimizers.map { before + $0.info.id }
    }
    let chosen = typed[..<colon].split(separator: ",").last.map(String.init) ?? ""
    let knobs = Catalog.optimizers.first { $0.info.id == chosen }?.info.knobs ?? []
    return knobs.map { "\(before)\($0.id)=" }
  }

  /// `a=` for each knob of the surface that the line asks for.
  static let surfaceKnobs = CompletionKind.custom { words, _, _ in
    knobs(in: words).map { "\($0)=" }
  }

  /// What can vary along the side of a map.
  static let quantities = CompletionKind.custom { words, _, _ in
    let optimizers = Catalog.optimizers.flatMap(\.info.knobs).map(\.id)
    let all = Set(optimizers + knobs(in: words)).sorted() + ["start_x", "start_y", "seed"]
    return all.map { "\($0)=" }
  }

  private static func knobs(in words: [String]) -> [String] {
    let surface = words.firstIndex(of: "--surface").flatMap { words.dropFirst($0 + 1).first }
    if let card = Catalog.surfaces.first(where: { $0.info.id == surface })?.info {
      return card.knobs.map(\.id)
    }
    guard let lesson = words.compactMap({ try? Lessons.named($0) }).first else { return [] }
    return (try? Catalog.surface(lesson.surface))?.info.knobs.map(\.id) ?? []
  }
}

/// The lesson files in the folder that is being typed, and in those folders in it whose name goes
/// on from what is typed: so no suggestion ends half way.
private func lessonPaths(_ typed: String) -> [String] {
  let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
  return directoryEntries(of: folder).filter { !$0.hasPrefix(".") }.flatMap { name in
    if name.hasSuffix(".yaml") { return [folder + name] }
    guard typed.count > folder.count, (folder + name).hasPrefix(typed) else { return [] }
    return directoryEntries(of: "\(folder)\(name)/").filter { $0.hasSuffix(".yaml") }.map {
      "\(folder)\(name)/\($0)"
    }
  }
}

/// The names in a folder, sorted; none if it cannot be read.
private func directoryEntries(of folder: String) -> [String] {
  guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    withUnsafeBytes(of: entry.pointee.d_name) {
      names.append(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self))
    }
  }
  return names.sorted()
}
