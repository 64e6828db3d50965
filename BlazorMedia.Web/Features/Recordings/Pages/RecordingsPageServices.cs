using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>What the list of recordings looks at besides its rows.</summary>
internal sealed record RecordingsPageServices(LiveStreams Streams, LiveTopics Topics);
