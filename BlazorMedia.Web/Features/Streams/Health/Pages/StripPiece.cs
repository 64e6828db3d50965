namespace BlazorMedia.Web.Features.Streams.Health.Pages;

/// <summary>A stretch of a strip, cut to what the strip shows.</summary>
/// <param name="Left">Percent of the strip.</param>
/// <param name="Width">Percent of the strip.</param>
internal sealed record StripPiece<T>(T Of, DateTimeOffset From, DateTimeOffset Until, double Left, double Width)
{
    public string Style => FormattableString.Invariant($"left:{Left:0.###}%;width:{Width:0.###}%");

    public TimeSpan Length => Until - From;

    public static StripPiece<T>? Cut(T of, DateTimeOffset begin, DateTimeOffset? end, DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (begin > from ? begin : from, end is { } ended && ended < until ? ended : until);
        return first > last ? null : new(of, first, last, 100 * ((first - from) / (until - from)), 100 * ((last - first) / (until - from)));
    }
}
