using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Where exports lie: <c>root/exports/name.mp4</c> when finished, <c>root/exports/.work/…</c> while they are made, on the same file system.</summary>
internal sealed class ExportStore(RecordingStore recordings)
{
    public const string FolderName = "exports";

    /// <summary>Absolute path.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(recordings.Root, FolderName)).FullName;

    public string WorkRoot { get; } = Directory.CreateDirectory(Path.Combine(recordings.Root, FolderName, ".work")).FullName;

    /// <summary>Why nothing may be removed there now; null when it may.</summary>
    public Refusal? Away => recordings.Identity.Refusal;

    public long FreeBytes => new DriveInfo(Folder).AvailableFreeSpace;

    /// <summary>Whether it exists or not.</summary>
    public string WorkFolder(Guid id) => Path.Combine(WorkRoot, id.ToString("N"));

    /// <param name="path">As the row has it.</param>
    public string FileOf(string path) => SafePath.Below(Folder, path) ?? throw new InvalidOperationException($"'{path}' leaves the folder of exports.");

    /// <summary>The name, or with a number where it is taken.</summary>
    /// <param name="name">With extension.</param>
    public string FreeName(string name)
    {
        var path = name;
        for (var number = 2; File.Exists(FileOf(path)); number++) path = RecordingName.Numbered(name, number);
        return path;
    }

    /// <summary>Gives a finished file its name; never overwrites.</summary>
    /// <returns>False when the name is taken.</returns>
    public bool TryPlace(string file, string path)
    {
        var target = FileOf(path);
        DurableFile.Flush(file);
        switch (DurableFile.TryLink(file, target))
        {
            case LinkOutcome.NameTaken:
                return false;
            case LinkOutcome.SourceMissing:
                throw new FileNotFoundException("The film that should get its name is gone.", file);
            case LinkOutcome.NotPossible:
                // Without hard links (exFAT, some network shares): the next best that refuses to overwrite.
                if (File.Exists(target)) return false;
                File.Move(file, target);
                break;
            case LinkOutcome.Linked:
                break;
        }
        DurableFile.FlushFolder(Folder);
        return true;
    }

    /// <summary>Harmless when it is gone already.</summary>
    public void Remove(string path) => File.Delete(FileOf(path));

    /// <summary>Harmless when there is none.</summary>
    public void RemoveWork(Guid id)
    {
        if (Directory.Exists(WorkFolder(id))) Directory.Delete(WorkFolder(id), recursive: true);
    }
}
