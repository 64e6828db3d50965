namespace BlazorMedia.Web.Platform.Files;

/// <summary>Everything this app keeps, below <c>BlazorMedia__DataDirectory</c> (default <c>./data</c>); readable by its user only.</summary>
internal sealed class DataDirectory
{
    public DataDirectory(IConfiguration configuration)
    {
        Root = System.IO.Path.GetFullPath(configuration["BlazorMedia:DataDirectory"] ?? "data");
        Directory.CreateDirectory(Root);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    public string File(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>A folder below the root, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Root, name)).FullName;
}
