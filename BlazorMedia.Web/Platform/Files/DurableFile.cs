using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BlazorMedia.Web.Platform.Files;

/// <summary>The few file operations that must survive a power cut or must not overwrite; .NET has no names for them.</summary>
internal static partial class DurableFile
{
    private const int PermissionDenied = 1;
    private const int NoSuchFile = 2;
    private const int Exists = 17;
    private const int OtherFileSystem = 18;
    private const int NotSupported = 95;

    /// <summary>Gives a file a second name; never overwrites.</summary>
    public static LinkOutcome TryLink(string existing, string name)
    {
        if (LinkNative(existing, name) == 0) return LinkOutcome.Linked;
        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            Exists => LinkOutcome.NameTaken,
            NoSuchFile => LinkOutcome.SourceMissing,
            PermissionDenied or OtherFileSystem or NotSupported => LinkOutcome.NotPossible,
            _ => throw new IOException($"link: {new Win32Exception(error).Message} ({name})"),
        };
    }

    /// <summary>Waits until the file's bytes are on the disk, also while another process writes to it.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>A new name is safe only when its folder is on the disk too.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = OpenNative(folder, 0);
        if (descriptor < 0) throw new IOException($"open: {new Win32Exception(Marshal.GetLastPInvokeError()).Message} ({folder})");
        try
        {
            // Some network file systems cannot flush a folder; the file itself is flushed all the same.
            _ = FlushNative(descriptor);
        }
        finally
        {
            _ = CloseNative(descriptor);
        }
    }

    /// <summary>Replaces a small file as a whole: a reader sees the old or the new text, also after a power cut.</summary>
    public static void WriteWhole(string file, ReadOnlySpan<byte> content)
    {
        var draft = file + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, file, overwrite: true);
        FlushFolder(Path.GetDirectoryName(file)!);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkNative(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushNative(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseNative(int descriptor);
}

internal enum LinkOutcome
{
    Linked,
    NameTaken,
    SourceMissing,

    /// <summary>Another file system, or one without hard links.</summary>
    NotPossible,
}
