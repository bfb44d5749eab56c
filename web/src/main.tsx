import 'bootstrap-italia/dist/css/bootstrap-italia.min.css';
import './design/styles/tokens.css';
import './design/styles/controls.css';
import './design/styles/forms.css';
import './design/styles/overlays.css';
import './design/styles/page.css';
import './app/shell.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
