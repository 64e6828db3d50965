namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Where something is made that may fail halfway; gone with everything in it when it is disposed.</summary>
internal sealed class BackupWorkFolder(string path) : IDisposable
{
    public string Path => path;

    public string File(string name) => System.IO.Path.Combine(path, name);

    public void Dispose()
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
