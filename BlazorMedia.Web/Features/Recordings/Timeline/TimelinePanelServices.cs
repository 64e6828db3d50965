using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>What the time line looks at besides its address.</summary>
internal sealed record TimelinePanelServices(TimelineWords Words, LiveTopics Topics, TimeProvider Time);
