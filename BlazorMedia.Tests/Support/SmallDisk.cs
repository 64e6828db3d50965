using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Support;

/// <summary>A file system of a few megabytes, so that "the disk is full" is real.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    private SmallDisk()
    {
    }

    public string Path => folder.Path;

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    private string Names => folder.File("names");

    private string Ballast => folder.File("ballast");

    /// <summary>Null where this user may not mount.</summary>
    public static async Task<SmallDisk?> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var mount = await ToolRun.StartAsync("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m,nr_inodes=2000", "tmpfs", disk.Path]);
        if (mount.ExitCode == 0) return disk;
        disk.folder.Dispose();
        return null;
    }

    /// <summary>Leaves this many bytes and no more.</summary>
    public void Fill(long leave = 0)
    {
        using var ballast = File.OpenHandle(Ballast, FileMode.OpenOrCreate, FileAccess.Write);
        var end = RandomAccess.GetLength(ballast);
        try
        {
            for (var size = 64 * 1024; size >= 512; size /= 2)
                for (; FreeBytes > leave + size; end += size) RandomAccess.Write(ballast, new byte[size], end);
        }
        catch (IOException)
        {
            // full, as wanted
        }
    }

    public void Relieve() => File.Delete(Ballast);

    /// <summary>No further file can be made, although there are bytes left.</summary>
    public void TakeNames()
    {
        var names = Directory.CreateDirectory(Names).FullName;
        try
        {
            for (var i = 0; ; i++) File.Create(System.IO.Path.Combine(names, $"{i}")).Dispose();
        }
        catch (IOException)
        {
            // none left, as wanted
        }
    }

    public void GiveNames() => Directory.Delete(Names, recursive: true);

    public async Task BecomeReadOnlyAsync(bool isReadOnly)
    {
        // Refused while a file on it is open for writing.
        await Eventually.TrueAsync(
            async () => (await ToolRun.StartAsync("mount", ["-o", isReadOnly ? "remount,ro" : "remount,rw", Path])).ExitCode == 0, "the disk is mounted anew");
    }

    public async ValueTask DisposeAsync()
    {
        await ToolRun.StartAsync("umount", ["-l", Path]);
        folder.Dispose();
    }
}
