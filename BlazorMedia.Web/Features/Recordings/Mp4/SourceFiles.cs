namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Files that are addressed as if they were one: each begins where the one before it ends.</summary>
internal sealed class SourceFiles
{
    private readonly List<string> paths = [];
    private readonly List<long> begins = [];

    public IReadOnlyList<string> Paths => paths;

    /// <summary>In bytes, of all.</summary>
    public long Length { get; private set; }

    /// <returns>Where it begins.</returns>
    public long Add(string file, long length)
    {
        var begin = Length;
        paths.Add(file);
        begins.Add(begin);
        Length += length;
        return begin;
    }

    /// <summary>Which file holds a byte, and where.</summary>
    public (int File, long Offset) Find(long at)
    {
        var found = begins.BinarySearch(at);
        // Files may be empty: the last of those that begin there has the byte.
        if (found < 0) found = ~found - 1;
        while (found + 1 < begins.Count && begins[found + 1] == at) found++;
        return (found, at - begins[found]);
    }
}
