import { createRoot } from '@wordpress/element';
import { App } from './app.tsx';
import './settings.css';

const start = (): void => {
  const place = document.getElementById('holdfast-settings');
  if (place !== null) createRoot(place).render(<App />);
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
