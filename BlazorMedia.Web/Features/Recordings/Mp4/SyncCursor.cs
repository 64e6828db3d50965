namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Which samples are keyframes: <c>stss</c>; all, where there is no such table.</summary>
internal ref struct SyncCursor
{
    private readonly bool isAll;
    private BoxCursor table;
    private int left;
    private uint next;
    private uint sample;

    public SyncCursor(BoxCursor table)
    {
        isAll = table.Left == 0;
        if (isAll) return;
        table.VersionAndFlags();
        left = table.Count(4);
        this.table = table;
    }

    public bool Next()
    {
        sample++;
        while (next < sample && left > 0)
        {
            next = table.UInt32();
            left--;
        }
        return isAll || next == sample;
    }
}
