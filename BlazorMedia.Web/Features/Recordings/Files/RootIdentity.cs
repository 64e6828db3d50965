using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Recordings.Files;

internal enum RootState
{
    Ours,

    /// <summary>It bears no mark any more: the disk under the mount point is probably away.</summary>
    Missing,

    /// <summary>It bears another mark: the disk of another installation.</summary>
    Foreign,
}

/// <summary>
/// Tells the recordings' disk from an empty mount point and from somebody else's disk: the root bears a mark, and the data directory
/// remembers it. A root that was never looked at is marked once, unless the recordings that are known lie elsewhere, and so is one that a
/// setting has moved to, whatever lies in it.
/// </summary>
/// <param name="note">A file in the data directory: of each node, because each may have its own disk.</param>
/// <param name="areElsewhere">True when recordings are known and none of them lies in the root; null when that cannot be told now.</param>
internal sealed class RootIdentity(string root, string note, Func<bool?>? areElsewhere = null)
{
    public const string FileName = ".blazormedia-root";

    private readonly string mark = Path.Combine(root, FileName);

    public bool IsOurs => Look() == RootState.Ours;

    /// <summary>Why nothing may be written there; null when it may.</summary>
    public Refusal? Refusal => Look() switch
    {
        RootState.Ours => null,
        RootState.Missing => RetentionRefusals.RootMissing,
        RootState.Foreign => RetentionRefusals.RootForeign,
    };

    /// <summary>When the root was marked or accepted; null while it could not be noted.</summary>
    public DateTimeOffset? KnownSince => File.Exists(note) ? new DateTimeOffset(File.GetLastWriteTimeUtc(note), TimeSpan.Zero) : null;

    public RootState Look()
    {
        var (found, known) = (ReadMark(), ReadNote());
        if (known is null) return AdoptFirst();
        return found == known ? RootState.Ours : found is null ? RootState.Missing : RootState.Foreign;
    }

    /// <summary>From now on the root is the one that lies there.</summary>
    public RootState Adopt()
    {
        try
        {
            var id = ReadMark() ?? Guid.NewGuid();
            // The mark first: a note without a mark would be a disk that is away.
            DurableFile.WriteWhole(mark, System.Text.Encoding.UTF8.GetBytes($"{id:D}\n"));
            DurableFile.WriteWhole(note, System.Text.Encoding.UTF8.GetBytes($"{id:D}\n{root}\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full or a read-only disk says so itself at the first thing that is written; the next look marks it.
        }
        return RootState.Ours;
    }

    // At the first start of this version the disk may be away already; its mount point must not become the root.
    private RootState AdoptFirst() => File.Exists(note) || areElsewhere is null ? Adopt() : areElsewhere() switch
    {
        true => RootState.Missing,
        false => Adopt(),
        // Before the tables are made there is nothing to lose; the next look marks it.
        null => RootState.Ours,
    };

    // A disk that gives errors is as good as away.
    private Guid? ReadMark()
    {
        try
        {
            return File.Exists(mark) && Guid.TryParse(File.ReadAllText(mark).Trim(), out var id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Guid? ReadNote()
    {
        var lines = File.Exists(note) ? File.ReadAllLines(note) : [];
        return lines.Length > 1 && lines[1] == root && Guid.TryParse(lines[0], out var id) ? id : null;
    }
}
