namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Which part of what is written is shown, in seconds of the time line that all tracks share. The rest is there to be decoded only.</summary>
internal readonly record struct ShownWindow(decimal From, decimal Until)
{
    public static ShownWindow All { get; } = new(0, decimal.MaxValue);
}
