using System.ComponentModel.DataAnnotations;

namespace BlazorMedia.Web.Platform.Settings;

/// <summary>A folder that this user can make and write.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WritableFolderAttribute() : ValidationAttribute("{0} names a folder that cannot be made or written by the user that runs BlazorMedia.")
{
    // ENOSPC: a full disk is no wrong setting, and old recordings must still be served.
    private const int NoSpace = 28;

    public override bool IsValid(object? value) => value is not string { Length: > 0 } folder || IsWritable(folder);

    private static bool IsWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var trial = File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return exception.HResult == NoSpace;
        }
    }
}
