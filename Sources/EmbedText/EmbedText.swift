import Foundation
import PackagePlugin

/// Generates constants with the files that a target carries, such as
/// `let ruleFiles: [(id: String, text: String)]`.
///
/// The id of a file is its name without the suffix of the folder. The text of a binary file is its bytes
/// in base64. The script runs in every build, so a new file needs no entry in a list, and writes a Swift
/// file only if a text changes, to avoid recompilation.
///
/// String literals compile in a fraction of the time of the byte arrays of `.embedInCode`.
@main struct EmbedText: BuildToolPlugin {
  /// The files of a folder with one suffix.
  private struct Folder {
    let constant, path, suffix: String
    /// Whether the files are bytes instead of text.
    var isBinary = false
  }

  /// The folders that a target carries.
  private func folders(of target: String) -> [Folder] {
    switch target {
    case "Engine":
      [
        Folder(constant: "ruleFiles", path: "Sources/Rules", suffix: ".rule"),
        Folder(constant: "dataFiles", path: "Sources/Datasets", suffix: ""),
      ]
    case "Gallery":
      [
        Folder(constant: "lessonFiles", path: "Scenarios", suffix: ".yaml"),
        Folder(constant: "courseFiles", path: "Scenarios/courses", suffix: ".yaml"),
        Folder(constant: "landscapeFiles", path: "Scenarios", suffix: ".npz", isBinary: true),
      ]
    default: []
    }
  }

  /// Returns the prebuild commands that write a Swift file for each folder.
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    folders(of: target.name).map { files in
      let directory = context.pluginWorkDirectoryURL.appending(path: files.constant)
      let folder = context.package.directoryURL.appending(path: files.path)
      return .prebuildCommand(
        displayName: "Embedding \(files.path)", executable: URL(filePath: "/bin/sh"),
        arguments: [
          "-c", script, "embed", folder.path, directory.path, files.constant, files.suffix,
          files.isBinary ? "base64" : "cat",
        ],
        outputFilesDirectory: directory)
    }
  }
}

private let script = ####"""
  cd "$1" || exit 1
  LC_ALL=C
  mkdir -p "$2"
  {
    echo "let $3: [(id: String, text: String)] = ["
    for file in *"$4"; do
      printf '  ("%s", ###"""\n' "${file%"$4"}"
      $5 "$file"
      printf '\n"""###),\n'
    done
    echo ']'
  } >"$2.new"
  cmp -s "$2.new" "$2/$3.swift" || cp "$2.new" "$2/$3.swift"
  """####
