using System.Collections.Immutable;
using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>What a path's last keyframes looked like, oldest first. One writer (the rounds of picture checks), any number of readers without a lock.</summary>
internal sealed class PictureLog
{
    public const int Kept = 120;

    public ImmutableArray<PictureFacts> All { get; private set; } = [];

    public PictureFacts? Latest => All.Length == 0 ? null : All[^1];

    internal void Add(PictureFacts facts) => All = (All.Length < Kept ? All : All.RemoveAt(0)).Add(facts);
}
