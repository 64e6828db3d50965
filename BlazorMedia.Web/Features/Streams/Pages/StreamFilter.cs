using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>What the list of streams shows. The words of <see cref="State"/> stand in the address: live, attention, idle.</summary>
internal sealed record StreamFilter(string? Search, string? Group, string? State)
{
    public static readonly IReadOnlyList<string> States = ["live", "attention", "idle"];

    public bool IsActive => !string.IsNullOrWhiteSpace(Search) || Group is not null || State is not null;

    public IEnumerable<LiveStream> Of(IEnumerable<LiveStream> streams) => streams.Where(s => HasText(s.Path) && HasGroup(s.Path) && IsIn(State, s.Status));

    /// <summary>Every state is in exactly one of them, except connecting, which will be one or the other soon. To wait for a publisher is to be idle.</summary>
    public static bool IsIn(string? wanted, StreamStatus status) => wanted switch
    {
        "live" => status.State is StreamState.Live,
        "attention" => StreamWords.NeedsAttention(status),
        "idle" => status.State is StreamState.Asleep or StreamState.Disabled || StreamWords.IsAwaited(status),
        _ => true,
    };

    private bool HasGroup(StreamPath path) => Group is null || string.Equals(path.GroupName, Group, StringComparison.OrdinalIgnoreCase);

    private bool HasText(StreamPath path)
    {
        var search = Search?.Trim();
        return string.IsNullOrEmpty(search)
            || Holds(path.Name) || Holds(path.DisplayName) || Holds(path.GroupName) || Holds(path.Notes) || Holds(path.SourceMasked);

        bool Holds(string? text) => text?.Contains(search, StringComparison.CurrentCultureIgnoreCase) is true;
    }
}
