namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>How many paths a node should have, so that together they have all.</summary>
internal static class Shares
{
    /// <param name="paths">All of them, also those that are switched off.</param>
    /// <param name="nodes">Those that live, this one included.</param>
    public static int Of(int paths, int nodes) => (paths + nodes - 1) / Math.Max(1, nodes);
}
