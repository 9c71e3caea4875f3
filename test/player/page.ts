/** A page that plays `/film.mp4` to its end, seeks its frames one by one, and tells what it saw. */
export const page = (fps: number, bars: number): string => `<!doctype html>
<video src="/film.mp4" preload="auto" playsinline></video>
<script type="module">
  const video = document.querySelector('video');
  const presented = [];
  const frames = [];
  let error = '';
  const event = (name) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }));
  const failed = new Promise((resolve) =>
    video.addEventListener('error', () => resolve(error = video.error?.message || 'code ' + video.error?.code)),
  );
  const note = (now, { mediaTime }) => {
    presented.push(mediaTime);
    if (!video.ended) video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
  const play = async () => {
    await video.play();
    await (video.ended || event('ended'));
  };
  await Promise.race([play().catch((reason) => (error = String(reason))), failed]);
  const { ended, currentTime: at, duration, videoWidth: width, videoHeight: height } = video;
  const sound = video.webkitAudioDecodedByteCount;
  const played = presented.slice();

  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  for (let frame = 0; ${fps} > 0 && error === '' && frame < Math.round(duration * ${fps}); frame++) {
    // Sought is not shown: the picture comes a moment later.
    const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    video.currentTime = (frame + 0.5) / ${fps};
    await Promise.race([shown, failed]);
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, height >> 1, width, 1);
    frames.push(Array.from({ length: ${bars} }, (_, bar) => data[4 * Math.floor(((bar + 0.5) * width) / ${bars})]));
  }
  await fetch('/', {
    method: 'POST',
    body: JSON.stringify({ error, ended, duration, at, width, height, presented: played, sound, frames }),
  });
</script>`;
