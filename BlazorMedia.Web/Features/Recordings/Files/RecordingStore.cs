using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// Where recordings lie: <c>root/YYYYMMDD/name.mp4</c> when finished, <c>root/.tasks/…</c> until then (the same file system,
/// so that a finished file gets its name by a link), thumbnails in the data directory.
/// </summary>
internal sealed class RecordingStore
{
    /// <param name="node">Null where there are no others.</param>
    /// <param name="databases">Null where no recordings are known before the first look.</param>
    public RecordingStore(IOptions<RecordingsOptions> options, DataDirectory data, ThisNode? node = null, IDbContextFactory<AppDbContext>? databases = null)
    {
        Node = node is { IsClustered: true } ? node.Id : null;
        OnlyNode = options.Value.Shared ? null : Node;
        Root = options.Value.Root is { Length: > 0 } root ? Directory.CreateDirectory(Path.GetFullPath(root)).FullName : data.Folder("recordings");
        Identity = new RootIdentity(Root, data.File("recordings-root"), databases is null ? null : () => databases.AreElsewhere(this));
        TasksFolder = Directory.CreateDirectory(Path.Combine(Root, ".tasks")).FullName;
        ThumbnailFolder = options.Value.Shared ? Directory.CreateDirectory(Path.Combine(Root, ".thumbnails")).FullName : data.Folder("thumbnails");
        // Below the thumbnails, so that whoever moves or copies those takes these along.
        SpriteFolder = Directory.CreateDirectory(Path.Combine(ThumbnailFolder, "sprites")).FullName;
    }

    /// <summary>Who records here; null where there are no other nodes.</summary>
    public Guid? Node { get; }

    /// <summary>The only node that reaches these files; null when every node does.</summary>
    public Guid? OnlyNode { get; }

    /// <summary>Which node must do what concerns the files of a task; null = any.</summary>
    public Guid? PinOf(Guid? recordedBy) => OnlyNode is null ? null : recordedBy;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Asked before anything is begun, ended or removed there.</summary>
    public RootIdentity Identity { get; }

    public string TasksFolder { get; }

    public string ThumbnailFolder { get; }

    public string SpriteFolder { get; }

    public string TaskFolder(Guid taskId) => Path.Combine(TasksFolder, taskId.ToString("N"));

    /// <summary>Absolute path of a recording's file, whether it exists or not.</summary>
    /// <param name="path">Below the root, as the row has it.</param>
    public string FileOf(string path) => SafePath.Below(Root, path) ?? throw new InvalidOperationException($"'{path}' leaves the recordings' root.");

    public string ThumbnailOf(Guid recordingId) => Path.Combine(ThumbnailFolder, $"{recordingId:N}.jpg");

    /// <summary>The sheet of small pictures for the time line.</summary>
    public string SpriteOf(Guid recordingId) => Path.Combine(SpriteFolder, $"{recordingId:N}.jpg");

    /// <summary>Is there when no sheet could be made, so that it is not asked for again and again.</summary>
    public string SpriteFailureOf(Guid recordingId) => Path.Combine(SpriteFolder, $"{recordingId:N}.failed");

    /// <summary>Gives a finished file its name, without ever overwriting another.</summary>
    /// <returns>False when the name is taken.</returns>
    public bool TryPlace(string file, string path)
    {
        var target = FileOf(path);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(target)!).FullName;
        switch (DurableFile.TryLink(file, target))
        {
            case LinkOutcome.Linked:
                break;
            case LinkOutcome.NameTaken:
                return false;
            case LinkOutcome.SourceMissing:
                throw new FileNotFoundException("The file that should get its name is gone.", file);
            case LinkOutcome.NotPossible:
                // A file system without hard links (exFAT, some network shares): the next best that refuses to overwrite.
                if (File.Exists(target)) return false;
                File.Move(file, target);
                break;
        }
        DurableFile.FlushFolder(folder);
        DurableFile.FlushFolder(Root);
        return true;
    }

    /// <summary>True when <paramref name="path"/> is this very file, placed before a crash. Their sizes tell: nobody else is given a reserved name.</summary>
    public bool IsPlaced(string file, string path) => new FileInfo(FileOf(path)) is { Exists: true } placed && placed.Length == new FileInfo(file).Length;

    /// <summary>Day folders that somebody emptied by hand; one that a new recording has just made may be made again.</summary>
    public void RemoveEmptyDays()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root))
            if (!Path.GetFileName(folder).StartsWith('.') && !Directory.EnumerateFileSystemEntries(folder).Any()) RemoveFolder(folder);
    }

    /// <summary>Removes a file and its day folder when that is empty then. Harmless when it is gone already.</summary>
    public void Remove(string path)
    {
        var file = FileOf(path);
        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder)) return;
        File.Delete(file);
        if (folder != Root && !Directory.EnumerateFileSystemEntries(folder).Any()) RemoveFolder(folder);
    }

    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // a new recording came into it meanwhile
        }
    }
}
