using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Platform.Files;

/// <summary>Everything this app keeps, below <c>BlazorMedia__DataDirectory</c> (default <c>./data</c>); readable by its user only.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const string Default = "data";

    private FileStream? held;

    public DataDirectory(IConfiguration configuration)
    {
        Root = System.IO.Path.GetFullPath(configuration["BlazorMedia:DataDirectory"] ?? Default);
        Directory.CreateDirectory(Root);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static IEnumerable<string> FindMistakes(IConfiguration configuration)
    {
        var rule = new WritableFolderAttribute();
        return rule.IsValid(configuration["BlazorMedia:DataDirectory"] ?? Default) ? [] : [rule.FormatErrorMessage("BlazorMedia__DataDirectory")];
    }

    /// <summary>Two running apps on one directory would write the same ring and files; the second one must not start.</summary>
    public void TakeLock()
    {
        if (!TryTakeLock()) throw new StartMistakeException([$"Another BlazorMedia runs on {Root}. Stop it first, or give this one its own folder with BlazorMedia__DataDirectory."]);
    }

    /// <summary>False while another process holds it.</summary>
    public bool TryTakeLock()
    {
        try
        {
            held ??= new FileStream(File("app.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void ReleaseLock()
    {
        held?.Dispose();
        held = null;
    }

    public void Dispose() => ReleaseLock();

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    public string File(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>A folder below the root, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Root, name)).FullName;
}
