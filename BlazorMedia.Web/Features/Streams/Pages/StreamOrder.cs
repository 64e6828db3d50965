using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>The order of the table of streams; it stands in the address. Without one, the streams' own order holds.</summary>
/// <param name="Key">One of the constants; null = none.</param>
internal sealed record StreamOrder(string? Key, bool Descending)
{
    public const string Name = "name";

    /// <summary>Ascending: what needs a person comes first.</summary>
    public const string State = "state";

    public const string BitRate = "rate";

    public const string Backwards = "desc";

    /// <param name="sort">A key; an unknown one is none.</param>
    public static StreamOrder Parse(string? sort, string? order) => new(sort is Name or State or BitRate ? sort : null, order == Backwards);

    public IEnumerable<LiveStream> Of(IEnumerable<LiveStream> streams) => Key switch
    {
        Name => Ordered(streams, s => s.Path.Title, StringComparer.CurrentCultureIgnoreCase),
        State => Ordered(streams, s => Urgency(s.Status.State), Comparer<int>.Default),
        BitRate => Ordered(streams, s => s.Status.State is StreamState.Live ? s.Status.BitsPerSecond ?? 0 : 0, Comparer<long>.Default),
        _ => streams,
    };

    private IEnumerable<LiveStream> Ordered<T>(IEnumerable<LiveStream> streams, Func<LiveStream, T> by, IComparer<T> comparer) =>
        Descending ? streams.OrderByDescending(by, comparer) : streams.OrderBy(by, comparer);

    private static int Urgency(StreamState state) => state switch
    {
        StreamState.Offline => 0,
        StreamState.Unauthorised => 1,
        StreamState.Stalled => 2,
        StreamState.Connecting => 3,
        StreamState.Live => 4,
        StreamState.Asleep => 5,
        StreamState.Disabled => 6,
    };
}
