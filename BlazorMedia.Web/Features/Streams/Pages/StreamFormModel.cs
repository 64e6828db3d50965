using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>The fields of the form while somebody writes in them.</summary>
internal sealed class StreamFormModel
{
    private readonly string? savedSource;

    public StreamFormModel()
    {
    }

    public StreamFormModel(StreamPath path)
    {
        (Name, DisplayName, GroupName, Order) = (path.Name, path.DisplayName, path.GroupName, path.Order);
        (Source, savedSource, Enabled, OnDemand) = (path.SourceMasked, path.SourceMasked, path.Enabled, path.OnDemand);
        (Record, PreRollSeconds, Notes) = (path.Record, path.PreRollSeconds, path.Notes);
        (IsListed, FileSeconds) = (path.IsListed, path.FileSeconds);
    }

    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public string? GroupName { get; set; }

    public int? Order { get; set; } = 0;

    /// <summary>Of a saved stream: with its secrets masked, until somebody writes another one.</summary>
    public string? Source { get; set; }

    /// <summary>The source is sent to us: it has no address.</summary>
    public bool IsPublished
    {
        get => Source == SourceAddress.Publisher;
        set => Source = value ? SourceAddress.Publisher : savedSource == SourceAddress.Publisher ? "" : savedSource;
    }

    public bool Enabled { get; set; } = true;

    public bool OnDemand { get; set; }

    public bool Record { get; set; }

    public int? PreRollSeconds { get; set; } = 0;

    public bool IsListed { get; set; } = true;

    public int? FileSeconds { get; set; }

    public string? Notes { get; set; }

    /// <summary>Null: the saved address stays. The masked one must never be sent as if it were an address.</summary>
    public string? NewSource => savedSource is not null && Source == savedSource ? null : Source ?? "";

    /// <summary>Whoever leaves the field empty did not mean to lose the saved address.</summary>
    public void KeepSource()
    {
        if (string.IsNullOrWhiteSpace(Source)) Source = savedSource;
    }

    /// <summary>What can be said without asking the server's state; the rest (name taken, ring too short) comes with saving.</summary>
    public IEnumerable<Refusal> Check()
    {
        var settings = new StreamSettings(Name ?? "", DisplayName, GroupName, Order ?? 0, Enabled, OnDemand, Record, PreRollSeconds ?? 0, Notes) { IsListed = IsListed, FileSeconds = FileSeconds };
        var refusals = settings.Check(StreamPath.MaxPreRollSeconds);
        return NewSource is { } source ? refusals.Concat(SourceAddress.Parse(source).Refusals) : refusals;
    }

    public StreamRequest ToRequest() => new(Name?.Trim(), DisplayName ?? "", GroupName ?? "", Order ?? 0, NewSource, Enabled, OnDemand, Record, PreRollSeconds ?? 0, Notes ?? "", IsListed, FileSeconds ?? 0);
}
