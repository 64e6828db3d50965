using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>What was recorded between two instants, one lane for each stream.</summary>
/// <param name="Now">The server's clock, up to which running recordings reach.</param>
/// <param name="IsCut">There was more than fits into one answer; ask for a shorter time.</param>
public sealed record TimelineDto(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Now, bool IsCut, IReadOnlyList<TimelineLane> Lanes);

/// <summary>One stream.</summary>
/// <param name="Spans">In order of time.</param>
/// <param name="Gaps">When a picture was missing, and why; where nothing was to be recorded there is neither span nor gap.</param>
public sealed record TimelineLane(string Stream, IReadOnlyList<TimelineSpan> Spans, IReadOnlyList<TimelineGap> Gaps);

/// <summary>One recording on its lane.</summary>
/// <param name="State"><c>recording</c>, <c>finalising</c> or <c>ready</c>.</param>
/// <param name="EndedAt">End of its last picture; now, while it is recorded.</param>
/// <param name="Sprite">Its sheet of small pictures; null until there is one.</param>
/// <param name="Pieces">Which stretch of the file shows which time.</param>
public sealed record TimelineSpan(
    Guid Id, string State, DateTimeOffset StartedAt, DateTimeOffset EndedAt, long Bytes, bool IsFavourite, bool IsLocked, SpriteDto? Sprite, IReadOnlyList<PieceDto> Pieces);

/// <summary>A stretch without pictures.</summary>
/// <param name="Reason">The code of a stream's status, for example <c>stalled</c>.</param>
public sealed record TimelineGap(DateTimeOffset From, DateTimeOffset Until, string Reason);

/// <summary>A sheet of small pictures: <paramref name="Count"/> tiles, row by row.</summary>
/// <param name="StepMs">From one picture to the next, in the time of the file; the first is at its beginning.</param>
public sealed record SpriteDto(int TileWidth, int TileHeight, int Columns, int Count, long StepMs)
{
    internal static SpriteDto Of(long durationMs)
    {
        var sheet = SpriteSheet.For(durationMs);
        return new(SpriteSheet.TileWidth, SpriteSheet.TileHeight, SpriteSheet.Columns, sheet.Count, sheet.StepMs);
    }
}

/// <summary>Which days of a month have something.</summary>
/// <param name="Month"><c>YYYY-MM</c>.</param>
/// <param name="Zone">Whose midnights divide the days.</param>
public sealed record TimelineMonth(string Month, string Zone, IReadOnlyList<StreamDays> Streams);

/// <summary>Days of the month, from 1, on which there are pictures of the stream.</summary>
public sealed record StreamDays(string Stream, IReadOnlyList<int> Days);
