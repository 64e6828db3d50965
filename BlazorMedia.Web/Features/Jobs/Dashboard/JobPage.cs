namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>One page of a list.</summary>
/// <param name="Total">How many there are on all pages.</param>
public sealed record JobPage<T>(IReadOnlyList<T> Items, int Total);
