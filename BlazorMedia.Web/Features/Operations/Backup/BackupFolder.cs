using System.Globalization;
using System.Text.RegularExpressions;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Platform.Files;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>The folder of the backups. Its files are the truth: a table of them would itself be restored to an older one.</summary>
internal sealed partial class BackupFolder
{
    private const string WorkPrefix = ".work-";
    private const string Extension = ".zip";

    private readonly IOptionsMonitor<BackupOptions> options;

    public BackupFolder(IOptionsMonitor<BackupOptions> options, DataDirectory data)
    {
        this.options = options;
        Root = options.CurrentValue.Directory is { Length: > 0 } folder ? System.IO.Path.GetFullPath(folder) : data.File("backups");
    }

    public string Root { get; }

    public static string NameOf(DateTimeOffset createdAt) => string.Create(CultureInfo.InvariantCulture, $"blazormedia-{createdAt.UtcDateTime:yyyyMMdd-HHmmss}{Extension}");

    public static string UploadNameOf(DateTimeOffset createdAt) => string.Create(CultureInfo.InvariantCulture, $"uploaded-{createdAt.UtcDateTime:yyyyMMdd-HHmmss}{Extension}");

    /// <summary>The newest first.</summary>
    public IReadOnlyList<BackupFile> List() => !Directory.Exists(Root) ? [] :
        [.. new DirectoryInfo(Root).EnumerateFiles("*" + Extension).Where(f => Name().IsMatch(f.Name)).Select(Describe).OrderByDescending(f => f.CreatedAt)];

    /// <summary>Absolute path.</summary>
    public Result<string> Find(string? name) =>
        name is not null && Name().IsMatch(name) && File.Exists(System.IO.Path.Combine(Root, name)) ? System.IO.Path.Combine(Root, name) : BackupRefusals.NotFound;

    /// <summary>One at a time makes or removes backups, over all processes.</summary>
    /// <returns>Null when somebody else does.</returns>
    public IDisposable? TryTakeTurn()
    {
        CreatePrivate(Root);
        try
        {
            return new FileStream(System.IO.Path.Combine(Root, ".lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A folder for what is not finished; removed by disposing, and by the next work after a crash. Only with the turn.</summary>
    public BackupWorkFolder BeginWork()
    {
        foreach (var left in Directory.EnumerateDirectories(Root, WorkPrefix + "*")) Directory.Delete(left, recursive: true);
        return new BackupWorkFolder(CreatePrivate(System.IO.Path.Combine(Root, WorkPrefix + Guid.NewGuid().ToString("N"))));
    }

    /// <summary>Gives a verified file its name, as the last step; never overwrites.</summary>
    /// <returns>The name it got, which differs when there is one of the same second.</returns>
    public string Keep(string draft, string name)
    {
        var free = name;
        for (var number = 2; File.Exists(System.IO.Path.Combine(Root, free)); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileNameWithoutExtension(name)}-{number}{Extension}");
        File.Move(draft, System.IO.Path.Combine(Root, free), overwrite: false);
        DurableFile.FlushFolder(Root);
        return free;
    }

    /// <summary>Removes what is too much or too old of those made here; what a person brought stays until a person removes it.</summary>
    public void RemoveOld(DateTimeOffset now)
    {
        var own = List().Where(f => Own().IsMatch(f.Name)).ToList();
        foreach (var (file, index) in own.Select((f, i) => (f, i)).Skip(1))
            if (index >= options.CurrentValue.Keep || (options.CurrentValue.KeepDays is { } days && file.CreatedAt < now.AddDays(-days))) File.Delete(System.IO.Path.Combine(Root, file.Name));
    }

    private static BackupFile Describe(FileInfo file) => new(file.Name, file.Length, file.LastWriteTimeUtc, BackupArchive.TryReadManifest(file.FullName));

    // They hold secrets: whoever is not the user of the program has no business there.
    private static string CreatePrivate(string folder)
    {
        // A folder that is there already is the operator's, with the rights that he gave it.
        if (OperatingSystem.IsWindows() || Directory.Exists(folder)) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,120}\.zip\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\Ablazormedia-\d{8}-\d{6}(-\d+)?\.zip\z")]
    private static partial Regex Own();
}
