import Foundation
import PackagePlugin

/// Generates constants with the files that a target carries, such as
/// `let ruleFiles: [(id: String, text: String)]`.
///
/// The id of a file is its name without the suffix of the folder. The text of a binary file is its bytes
/// in base64. The folders lie in those of their targets: a new or removed file changes the structure of
/// the target, which lets the build call the plugin again.
///
/// String literals compile in a fraction of the time of the byte arrays of `.embedInCode`.
@main struct EmbedText: BuildToolPlugin {
  /// The files of a folder with one suffix.
  private struct Folder {
    let constant, path, suffix: String
    /// Whether the files are bytes instead of text.
    var isBinary = false
  }

  /// The folders that a target carries, relative to its own.
  private func folders(of target: String) -> [Folder] {
    switch target {
    case "Engine":
      [
        Folder(constant: "ruleFiles", path: "Catalog/Rules", suffix: ".rule"),
        Folder(constant: "dataFiles", path: "Catalog/Datasets", suffix: ""),
      ]
    case "Gallery":
      [
        Folder(constant: "lessonFiles", path: ".", suffix: ".yaml"),
        Folder(constant: "courseFiles", path: "courses", suffix: ".yaml"),
        Folder(constant: "landscapeFiles", path: ".", suffix: ".npz", isBinary: true),
      ]
    default: []
    }
  }

  /// Returns the commands that write a Swift file for each folder if one of its files changes.
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    try folders(of: target.name).map { files in
      let folder = target.directoryURL.appending(path: files.path)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasPrefix(".") && $0.hasSuffix(files.suffix) }.sorted()
      let output = context.pluginWorkDirectoryURL.appending(path: "\(files.constant).swift")
      return .buildCommand(
        displayName: "Embedding \(files.constant)", executable: URL(filePath: "/bin/sh"),
        arguments: [
          "-c", script, "embed", folder.path, output.path, files.constant, files.suffix,
          files.isBinary ? "base64" : "cat",
        ] + names,
        inputFiles: names.map { folder.appending(path: $0) }, outputFiles: [output])
    }
  }
}

private let script = ####"""
  cd "$1" || exit 1
  output=$2 constant=$3 suffix=$4 print=$5
  shift 5
  {
    echo "let $constant: [(id: String, text: String)] = ["
    for file; do
      printf '  ("%s", ###"""\n' "${file%"$suffix"}"
      $print "$file"
      printf '\n"""###),\n'
    done
    echo ']'
  } >"$output"
  """####
