namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Pairs of how often and what: <c>stts</c>, <c>ctts</c>.</summary>
internal ref struct RunCursor
{
    private readonly string? needed;
    private BoxCursor table;
    private int runs;
    private uint left;
    private uint value;

    /// <param name="needed">Null: behind the last run comes 0.</param>
    public RunCursor(BoxCursor table, string? needed)
    {
        table.VersionAndFlags();
        runs = table.Count(8);
        this.table = table;
        this.needed = needed;
    }

    public uint Next()
    {
        while (left == 0)
        {
            if (--runs < 0) return needed is null ? 0u : throw new InvalidDataException($"The {needed} table is too short.");
            left = table.UInt32();
            value = table.UInt32();
        }
        left--;
        return value;
    }
}
