using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>A picture that is made or was made; making it begins at once.</summary>
internal sealed class StillEntry
{
    private readonly RingFragment keyframe;
    private volatile bool isUseless;

    public StillEntry(RingFragment keyframe, Func<Task<Still?>> make)
    {
        this.keyframe = keyframe;
        Made = Task.Run(() => MakeAsync(make));
    }

    public Task<Still?> Made { get; }

    /// <summary>Grows with each use.</summary>
    public long UsedAt { get; set; }

    /// <summary>A failed one is tried again, and one whose segment was gone too.</summary>
    public bool Serves(RingFragment newest, DateTimeOffset notBefore) => !isUseless && (ReferenceEquals(keyframe, newest) || keyframe.StartsAt >= notBefore);

    private async Task<Still?> MakeAsync(Func<Task<Still?>> make)
    {
        var isMade = false;
        try
        {
            var still = await make();
            isMade = still is not null;
            return still;
        }
        finally
        {
            isUseless = !isMade;
        }
    }
}
